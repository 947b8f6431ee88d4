package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;

/** Everybody who plays a part. */
@ApplicationScoped
class Cast {
    private final Background background;
    private final Officers officers;
    private final Mediations mediations;
    private final Supervisors supervisors;
    private final PolicyStaff policyStaff;
    private final Feeds feeds;

    Cast(
            Background background,
            Officers officers,
            Mediations mediations,
            Supervisors supervisors,
            PolicyStaff policyStaff,
            Feeds feeds) {
        this.background = background;
        this.officers = officers;
        this.mediations = mediations;
        this.supervisors = supervisors;
        this.policyStaff = policyStaff;
        this.feeds = feeds;
    }

    void join(Play play, Deliveries deliveries, PlayProgress progress) {
        background.join(play);
        officers.join(play);
        mediations.join(play);
        supervisors.join(play);
        policyStaff.join(play);
        feeds.join(play, deliveries, progress);
    }
}
