package io.tideline.api.live;

import io.tideline.api.filter.Labels;
import io.tideline.api.filter.Matchers;
import java.util.Set;

/** What one listener wants to hear. Listeners with equal filters share the work of matching. */
record StreamFilter(Set<Topic> topics, Matchers matchers) {

    boolean matches(Topic topic, Labels labels) {
        return topics.contains(topic) && matchers.matches(labels);
    }
}
