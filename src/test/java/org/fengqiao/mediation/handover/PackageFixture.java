package org.fengqiao.mediation.handover;

import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.platform.calendar.WorkingCalendar;

/** Packages of the fixture's cases, and what they lack. */
final class PackageFixture {
    static final String LINK = "https://fengqiao.example.gov.cn/mediation-cases/" + MediationCaseFixture.ID;

    private PackageFixture() {}

    static LitigationPackage packed(MediationCase mediation) {
        var making = new PackageAssembler.HandoverDetails(
                1, "坂田街道社区调解组", "release-12", MediationCaseFixture.NOW, "lead.wuhe", LINK);
        LitigationPackage made = PackageAssembler.pack(mediation, MediationCaseFixture.factory(), making);
        return made.withCompleteness(measured(made, mediation)).withHash();
    }

    static Completeness measured(LitigationPackage made, MediationCase mediation) {
        var clocks = StatutoryClocks.of(mediation, WorkingCalendar.shipped());
        return Completeness.of(made, mediation, clocks, MediationCaseFixture.TODAY);
    }
}
