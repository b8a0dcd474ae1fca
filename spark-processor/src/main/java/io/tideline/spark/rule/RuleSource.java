package io.tideline.spark.rule;

import io.tideline.rules.RuleSet;
import java.io.Serializable;

/** The rules as they are now. Asked for every reading, so it must answer at once. */
public interface RuleSource extends Serializable {

    RuleSet current();
}
