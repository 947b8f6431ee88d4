package org.fengqiao.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Source files, parsed: for rules about what is written rather than what is compiled. */
final class Sources {
    private static final Sources MAIN = new Sources(Path.of("src/main/java"));
    private static final Sources TEST = new Sources(Path.of("src/test/java"));

    private final Path root;
    private final List<CompilationUnitTree> units = new ArrayList<>();
    private final SourcePositions positions;

    private Sources(Path root) {
        this.root = root.toAbsolutePath();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(this.root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(java));
            task.parse().forEach(units::add);
            positions = Trees.instance(task).getSourcePositions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sources main() {
        return MAIN;
    }

    static Sources test() {
        return TEST;
    }

    static Sources of(Path root) {
        return new Sources(root);
    }

    /** Each file, as org/fengqiao/… says it, and how many lines it has. */
    Map<String, Long> lines() {
        Map<String, Long> lines = new TreeMap<>();
        units.forEach(unit -> lines.put(file(unit), text(unit).lines().count()));
        return lines;
    }

    /** Each method and how many lines its body takes, braces included. */
    Map<String, Long> methodLines() {
        Map<String, Long> lines = new TreeMap<>();
        methods((unit, method) -> {
            if (method.getBody() != null)
                lines.merge(
                        name(unit, method),
                        line(unit, positions.getEndPosition(unit, method.getBody()))
                                - line(unit, positions.getStartPosition(unit, method.getBody()))
                                + 1,
                        Math::max);
        });
        return lines;
    }

    /** Each constructor of a class, records left out as they are data, and how many parameters it has. */
    Map<String, Long> constructors() {
        Map<String, Long> parameters = new TreeMap<>();
        scan((unit, tree) -> {
            if (tree instanceof ClassTree type && type.getKind() == Tree.Kind.CLASS)
                type.getMembers().stream()
                        .filter(member -> member instanceof MethodTree method && method.getReturnType() == null)
                        .map(MethodTree.class::cast)
                        .forEach(constructor -> parameters.merge(
                                name(unit, constructor),
                                (long) constructor.getParameters().size(),
                                Math::max));
        });
        return parameters;
    }

    /** The files in which a text in quotes matches. */
    Set<String> literals(Pattern pattern) {
        Set<String> files = new TreeSet<>();
        scan((unit, tree) -> {
            if (tree instanceof LiteralTree literal
                    && literal.getValue() instanceof String text
                    && pattern.matcher(text).find()) files.add(file(unit));
        });
        return files;
    }

    void scan(BiConsumer<CompilationUnitTree, Tree> visitor) {
        for (CompilationUnitTree unit : units) {
            new TreePathScanner<Void, Void>() {
                @Override
                public Void scan(Tree tree, Void nothing) {
                    if (tree != null) visitor.accept(unit, tree);
                    return super.scan(tree, nothing);
                }
            }.scan(unit, null);
        }
    }

    void methods(BiConsumer<CompilationUnitTree, MethodTree> visitor) {
        scan((unit, tree) -> {
            if (tree instanceof MethodTree method) visitor.accept(unit, method);
        });
    }

    String file(CompilationUnitTree unit) {
        return root.relativize(Path.of(unit.getSourceFile().toUri())).toString().replace('\\', '/');
    }

    String place(CompilationUnitTree unit, Tree tree) {
        return file(unit) + ":" + line(unit, positions.getStartPosition(unit, tree));
    }

    static String name(CompilationUnitTree unit, MethodTree method) {
        String type = unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(tree -> ((ClassTree) tree).getSimpleName().toString())
                .findFirst()
                .orElse("");
        return type + "." + method.getName();
    }

    private static long line(CompilationUnitTree unit, long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private static String text(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
