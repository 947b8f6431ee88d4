package org.fengqiao.policy.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.RuleConstraint;

/**
 * Reads a .drl file of a rule base in the closed grammar. DRL is Java, so a rule file written by people is never
 * handed to the compiler: it is read here, token by token against an allow-list, and the compiler sees what
 * {@link RuleConstraint} writes back. Anything outside the grammar is refused with its line and column.
 *
 * <pre>
 * file       = rule
 * rule       = 'rule' string annotation* 'when' type '(' and (',' and)* ')' 'then' 'findings.add(' string ');' 'end'
 * annotation = '@' name '(' (string | number) ')'
 * or         = and ('||' and)*       and = term ('&&' term)*
 * term       = '(' or ')' | name ('>' | '>=' | '<' | '<=' | '==') number
 * </pre>
 */
public final class RuleFileParser {
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_COMPARISONS = 100;

    // No backslash in a string: a reason needs none, and an escape could make the text look different from what it is.
    private static final Pattern TOKEN =
            Pattern.compile("(?<skip>\\s+|//[^\\n]*)|(?<string>\"[^\"\\\\\\n]*\")|(?<number>\\d+(?:\\.\\d+)?)"
                    + "|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<symbol>&&|\\|\\||>=|<=|==|[@().,;<>])");

    /** What the file states; {@link DrlRuleReader} checks the indicators and the values. */
    record ParsedRule(
            String id,
            Map<String, String> annotations,
            String factType,
            RuleConstraint constraint,
            Map<String, Integer> lines) {

        /** The line of an annotation ({@code @zh}), of the rule or of its {@code when}. */
        int line(String where) {
            return lines.getOrDefault(where, lines.get("rule"));
        }
    }

    /** Text outside the grammar. */
    static final class RuleSyntaxException extends Exception {
        final int line;
        final int column;

        RuleSyntaxException(String message, int line, int column) {
            super(message);
            this.line = line;
            this.column = column;
        }
    }

    private record Token(String text, char kind, int start) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int next;
    private int comparisons;

    private RuleFileParser(String text) {
        this.text = text;
    }

    static ParsedRule parse(String text) throws RuleSyntaxException {
        RuleFileParser reader = new RuleFileParser(text);
        reader.tokenize();
        return reader.rule();
    }

    private void tokenize() throws RuleSyntaxException {
        if (text.length() > MAX_LENGTH) throw refused("longer than " + MAX_LENGTH + " characters", 0);
        Matcher matcher = TOKEN.matcher(text);
        Optional<CellTextCheck.TextFault> unseen = CellTextCheck.firstUnsafeCharacter(text, "\n\r\t");
        if (unseen.isPresent())
            throw refused(unseen.get().why().en(), unseen.get().at());
        int at = 0;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) throw refused("not part of the rule grammar", at);
            if (matcher.group("skip") == null) tokens.add(new Token(matcher.group(), kind(matcher), at));
            at = matcher.end();
        }
    }

    private static char kind(Matcher matcher) {
        if (matcher.group("string") != null) return '"';
        if (matcher.group("number") != null) return '0';
        return matcher.group("name") != null ? 'a' : '+';
    }

    private ParsedRule rule() throws RuleSyntaxException {
        lines.put("rule", lineAt(position()));
        expect("rule");
        String id = string();
        Map<String, String> annotations = new LinkedHashMap<>();
        while (peek("@")) {
            next++;
            Token name = take('a', "an annotation name");
            lines.put("@" + name.text(), lineAt(name.start()));
            expect("(");
            int valueAt = position();
            String value = isKind('0') ? tokens.get(next++).text() : string();
            Optional<CellTextCheck.TextFault> fault = CellTextCheck.firstFault(value);
            if (fault.isPresent()) {
                throw refused(fault.get().why().en(), valueAt + 1 + fault.get().at());
            }
            expect(")");
            if (annotations.put(name.text(), value) != null) throw refused("annotation given twice", name.start());
        }
        lines.put("when", lineAt(position()));
        expect("when");
        String factType = take('a', "LabourFacts, IntegrityFacts or CareFacts").text();
        expect("(");
        List<RuleConstraint> parts = new ArrayList<>(List.of(or(0)));
        while (peek(",")) {
            next++;
            parts.add(or(0));
        }
        expect(")");
        for (String fixed : List.of("then", "findings", ".", "add", "(")) expect(fixed);
        int idAgain = position();
        if (!string().equals(id)) throw refused("findings.add must name the rule itself", idAgain);
        for (String fixed : List.of(")", ";", "end")) expect(fixed);
        if (next < tokens.size()) throw refused("one rule a file: nothing may follow 'end'", position());
        RuleConstraint whole = parts.size() == 1 ? parts.get(0) : new RuleConstraint.All(parts);
        return new ParsedRule(id, annotations, factType, whole, Map.copyOf(lines));
    }

    private RuleConstraint or(int depth) throws RuleSyntaxException {
        List<RuleConstraint> parts = new ArrayList<>(List.of(and(depth)));
        while (peek("||")) {
            next++;
            parts.add(and(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new RuleConstraint.Any(parts);
    }

    private RuleConstraint and(int depth) throws RuleSyntaxException {
        List<RuleConstraint> parts = new ArrayList<>(List.of(term(depth)));
        while (peek("&&")) {
            next++;
            parts.add(term(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new RuleConstraint.All(parts);
    }

    private RuleConstraint term(int depth) throws RuleSyntaxException {
        if (depth > MAX_DEPTH) throw refused("nested too deeply", position());
        if (peek("(")) {
            next++;
            RuleConstraint inner = or(depth + 1);
            expect(")");
            return inner;
        }
        Token name = take('a', "an indicator code");
        Token operator = take('+', "one of > >= < <= ==");
        if (!List.of(">", ">=", "<", "<=", "==").contains(operator.text())) {
            throw refused("expected one of > >= < <= ==", operator.start());
        }
        if (++comparisons > MAX_COMPARISONS)
            throw refused("more than " + MAX_COMPARISONS + " comparisons", name.start());
        double number = number(take('0', "a number"));
        return new RuleConstraint.Comparison(name.text(), RuleConstraint.Operator.of(operator.text()), number);
    }

    private double number(Token token) throws RuleSyntaxException {
        try {
            return Range.number(token.text());
        } catch (NumberFormatException e) {
            throw refused("a number of more than 20 digits", token.start());
        }
    }

    private boolean peek(String symbol) {
        return next < tokens.size() && tokens.get(next).text().equals(symbol);
    }

    private boolean isKind(char kind) {
        return next < tokens.size() && tokens.get(next).kind() == kind;
    }

    private void expect(String symbol) throws RuleSyntaxException {
        if (!peek(symbol)) throw refused("expected '" + symbol + "'", position());
        next++;
    }

    private Token take(char kind, String what) throws RuleSyntaxException {
        if (!isKind(kind)) throw refused("expected " + what, position());
        return tokens.get(next++);
    }

    private String string() throws RuleSyntaxException {
        String quoted = take('"', "a text in double quotes").text();
        return quoted.substring(1, quoted.length() - 1);
    }

    private int position() {
        return next < tokens.size() ? tokens.get(next).start() : text.length();
    }

    private RuleSyntaxException refused(String message, int at) {
        String before = text.substring(0, Math.min(at, text.length()));
        return new RuleSyntaxException(message, lineAt(at), at - before.lastIndexOf('\n'));
    }

    private int lineAt(int at) {
        return 1
                + (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
