import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** How large the main code is, counted the same way for any two commits: {@code java .ci/Sizes.java [FOLDER]}. */
class Sizes {
    private static final Pattern SQL = Pattern.compile(
            "^\\s*(select|insert into|update|delete from|with|merge into|copy|from|create|set local)\\s.*", Pattern.DOTALL);

    private final List<Integer> files = new ArrayList<>();
    private final List<Integer> methods = new ArrayList<>();
    private final List<Integer> constructors = new ArrayList<>();
    private final Map<String, Integer> packages = new TreeMap<>();
    private int entities;
    private int repositories;
    private int prepared;
    private int statements;

    public static void main(String[] args) throws Exception {
        Sizes sizes = new Sizes();
        sizes.read(Path.of(args.length == 0 ? "." : args[0]).resolve("src/main/java"));
        sizes.print();
    }

    private void read(Path folder) throws Exception {
        List<Path> sources;
        try (var found = Files.walk(folder)) {
            sources = found.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree unit : task.parse()) {
            files.add((int) unit.getSourceFile().getCharContent(true).toString().lines().count());
            packages.merge(unit.getPackageName().toString(), 1, Integer::sum);
            unit.accept(new Counter(unit, positions), null);
        }
    }

    private void print() {
        System.out.printf("files %d, lines %d%n", files.size(), files.stream().mapToInt(Integer::intValue).sum());
        System.out.printf("lines of a file: %s%n", spread(files));
        System.out.printf("lines of a method: %s%n", spread(methods));
        System.out.printf("parameters of a constructor: %s%n", spread(constructors));
        System.out.printf("entities %d, repositories %d%n", entities, repositories);
        System.out.printf("calls of prepareStatement %d, SQL and HQL literals %d%n", prepared, statements);
        long large = packages.values().stream().filter(count -> count > 20).count();
        System.out.printf("packages %d, over 20 files: %d%n", packages.size(), large);
        packages.forEach((name, count) -> System.out.printf("  %3d %s%n", count, name));
    }

    private static String spread(List<Integer> values) {
        List<Integer> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        return "median %d, p90 %d, largest %d".formatted(sorted.get(last / 2), sorted.get(last * 9 / 10), sorted.get(last));
    }

    private final class Counter extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Counter(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Entity"))) entities++;
            if (type.getImplementsClause().stream().anyMatch(i -> i.toString().startsWith("PanacheRepository"))) repositories++;
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                long start = positions.getStartPosition(unit, method);
                long end = positions.getEndPosition(unit, method);
                methods.add((int) (unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1));
                if (method.getReturnType() == null) constructors.add(method.getParameters().size());
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (call.getMethodSelect().toString().endsWith("prepareStatement")) prepared++;
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text && SQL.matcher(text).matches()) statements++;
            return super.visitLiteral(literal, nothing);
        }
    }
}
