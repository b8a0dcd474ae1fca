package io.tideline.local.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The account of what was served, as JSON. */
final class ServedJson {
    private ServedJson() {}

    static ObjectNode of(Served.Account account) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("requests", account.requests())
                .put("count", account.readings().size())
                .put("forgotten", account.forgotten());
        ArrayNode readings = json.putArray("readings");
        for (ServedReading reading : account.readings()) {
            readings.addObject()
                    .put("latitude", reading.place().latitude())
                    .put("longitude", reading.place().longitude())
                    .put("variable", reading.variable().key())
                    .put("time", reading.time().toString())
                    .put("value", reading.value())
                    .put("unit", reading.unit());
        }
        return json;
    }
}
