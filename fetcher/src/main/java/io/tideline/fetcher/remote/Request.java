package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One request to a source. */
record Request(URI url, List<Entity> asked) {

    /** The requests that cover all entities of a source over an interval. */
    static List<Request> covering(Source source, DataInterval interval) {
        List<Request> requests = new ArrayList<>();
        for (List<Entity> group : groups(source)) {
            requests.add(new Request(source.url().filled(interval, group), group));
        }
        return requests;
    }

    private static List<List<Entity>> groups(Source source) {
        List<Entity> entities = source.entities();
        if (source.url().namesOneOf(entities)) {
            return split(entities, 1);
        }
        return source.url().namesSeveralOf(entities)
                ? split(entities, source.limits().entitiesPerRequest())
                : List.of(entities);
    }

    private static List<List<Entity>> split(List<Entity> entities, int size) {
        List<List<Entity>> groups = new ArrayList<>();
        for (int start = 0; start < entities.size(); start += size) {
            groups.add(entities.subList(start, Math.min(start + size, entities.size())));
        }
        return groups;
    }
}
