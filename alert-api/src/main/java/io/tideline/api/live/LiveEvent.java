package io.tideline.api.live;

import io.tideline.api.filter.Labels;

/**
 * One event of the feed.
 *
 * @param number its place in this process's own order of all events, from 1
 * @param after the position of the feed after this event
 */
record LiveEvent(long number, Topic topic, int partition, long offset, Position after, Labels labels, Frame frame) {}
