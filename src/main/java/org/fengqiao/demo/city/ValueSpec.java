package org.fengqiao.demo.city;

import java.util.List;
import java.util.SplittableRandom;

/** The value of a fact: {@code 3}, {@code 17..28} (any of them), {@code 25%} (of the staff) or {@code 0.8|1.2} (one of them). */
sealed interface ValueSpec {
    String text(int headcount, SplittableRandom random);

    static ValueSpec parse(String cell) {
        if (cell.isEmpty()) return new OneOf(List.of(""));
        if (cell.endsWith("%")) {
            return new ShareOfStaff(Integer.parseInt(cell.substring(0, cell.length() - 1)));
        }
        var dots = cell.indexOf("..");
        if (dots > 0) {
            return new Between(Integer.parseInt(cell.substring(0, dots)), Integer.parseInt(cell.substring(dots + 2)));
        }
        return new OneOf(DemoResources.choices(cell));
    }

    record OneOf(List<String> values) implements ValueSpec {
        @Override
        public String text(int headcount, SplittableRandom random) {
            return values.size() == 1 ? values.get(0) : SeededRandom.pick(values, random);
        }
    }

    record Between(int from, int to) implements ValueSpec {
        @Override
        public String text(int headcount, SplittableRandom random) {
            return Integer.toString(random.nextInt(from, to + 1));
        }
    }

    record ShareOfStaff(int percent) implements ValueSpec {
        @Override
        public String text(int headcount, SplittableRandom random) {
            return Integer.toString((headcount * percent + 99) / 100);
        }
    }
}
