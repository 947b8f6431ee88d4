package org.fengqiao.mediation.handover;

import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.platform.calendar.WorkingCalendar;

/** Packages of the fixture's cases, and what they lack. */
final class PackageFixture {
    static final String LINK = "https://fengqiao.example.gov.cn/mediation-cases/" + MediationCaseFixture.ID;

    static final String HANDED_OVER_BY = "陈组长";
    static final String MEDIATOR = "王调解员";

    private PackageFixture() {}

    static LitigationPackage packed(MediationCase mediation) {
        return packed(mediation, LINK);
    }

    static LitigationPackage packed(MediationCase mediation, String link) {
        var making = new PackageAssembler.HandoverDetails(
                1, "坂田街道社区调解组", "release-12", MediationCaseFixture.NOW, HANDED_OVER_BY, MEDIATOR, link);
        LitigationPackage made = PackageAssembler.pack(mediation, MediationCaseFixture.factory(), making)
                .with(MediationCaseFixture.files());
        return made.withCompleteness(measured(made, mediation)).withHash();
    }

    static Completeness measured(LitigationPackage made, MediationCase mediation) {
        var clocks = StatutoryClocks.of(mediation, WorkingCalendar.shipped());
        return Completeness.of(made, mediation, clocks, MediationCaseFixture.TODAY);
    }
}
