package io.tideline.spark.rule;

import java.io.Serializable;

/** Takes what is wrong with a rule, to be shown with it. Cheap: it may be called for every reading. */
public interface RuleComplaints extends Serializable {

    void about(RuleComplaint complaint);
}
