package org.fengqiao.cli.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.demo.city.DemoAccounts;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Accounts;

/** Keeps what invents or wipes data away from real data. */
@ApplicationScoped
class DemoGuard {
    private final Path data;
    private final TierCounts counts;
    private final Accounts accounts;

    DemoGuard(
            @ConfigProperty(name = "fengqiao.data", defaultValue = "data") Path data,
            TierCounts counts,
            Accounts accounts) {
        this.data = data;
        this.counts = counts;
        this.accounts = accounts;
    }

    /** The database says so as well as the folder: with FENGQIAO_DB_URL they need not belong together. */
    void require() {
        boolean demo = Files.exists(data.resolve("demo").resolve("done"))
                && accounts.exists(DemoAccounts.all().get(0).username());
        if (demo && counts.enterprises() > 0) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "not-a-demo",
                "这里不是演示城市，而测量会改写数据。请先运行 FENGQIAO_DATA=bench-data ./fengqiao demo --weeks 0 --no-serve,"
                        + "再用同一个 FENGQIAO_DATA 测量",
                "This is not a demo city, and measuring rewrites data. First run FENGQIAO_DATA=bench-data"
                        + " ./fengqiao demo --weeks 0 --no-serve, then measure with the same FENGQIAO_DATA");
    }
}
