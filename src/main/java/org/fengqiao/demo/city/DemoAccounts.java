package org.fengqiao.demo.city;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.fengqiao.registry.post.PostKind;

/** The accounts of the demo. The names are invented; passwords are not kept here. */
public final class DemoAccounts {
    private static final List<String> SURNAMES = DemoResources.choices("周|林|陈|黄|何|罗|梁|邓|许|沈|曾|彭|吕|苏|卢|蒋");
    private static final List<String> GIVEN =
            DemoResources.choices("岚|序|昱|桥|珩|宁|朗|煦|然|岑|钧|禾|翎|屿|棠|澄|知远|以宁|明舟|景行|书言|若川");

    /** {@code role} is named as in the access rules; the account sees {@code areaCode} and below. */
    public record Account(String username, String role, String areaCode, String name) {}

    private DemoAccounts() {}

    /** One for each way of using it, as they are printed. */
    public static List<Account> all() {
        return DemoResources.rows(
                "accounts.csv",
                r -> new Account(r.getField("username"), r.getField("role"), r.getField("area"), r.getField("name")));
    }

    /** Those who hold a post of the city or stand in for somebody, in the order of the file; whoever is printed is left out. */
    public static List<Account> ofPosts(Path posts) {
        var accounts = new LinkedHashMap<String, Account>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(posts)) {
            csv.stream()
                    .filter(post -> !post.getField("username").isEmpty())
                    .forEach(post -> accounts.putIfAbsent(post.getField("username"), holder(post)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all().forEach(printed -> accounts.remove(printed.username()));
        return new ArrayList<>(accounts.values());
    }

    private static Account holder(NamedCsvRecord post) {
        var username = post.getField("username");
        var random = SeededRandom.of(0, username.hashCode());
        return new Account(
                username,
                PostKind.valueOf(post.getField("kind")).role().key(),
                post.getField("area_code"),
                SeededRandom.pick(SURNAMES, random) + SeededRandom.pick(GIVEN, random));
    }
}
