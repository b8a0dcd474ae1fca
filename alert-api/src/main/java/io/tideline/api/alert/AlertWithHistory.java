package io.tideline.api.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** One alert with every step of its life and everything that people did with it. */
record AlertWithHistory(@JsonUnwrapped Alert alert, List<AlertStep> events, List<Note> notes) {}
