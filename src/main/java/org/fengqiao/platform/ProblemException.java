package org.fengqiao.platform;

/**
 * A refusal that tells its reader, in Chinese and English, what is wrong and what to do next. {@code code} is stable
 * kebab-case ("enterprise-unknown") and becomes the {@code type} of an RFC 9457 problem.
 */
public class ProblemException extends RuntimeException {
    private final ErrorKind kind;
    private final String code;
    private final String zh;
    private final String en;

    public ProblemException(ErrorKind kind, String code, String zh, String en) {
        this(kind, code, zh, en, null);
    }

    public ProblemException(ErrorKind kind, String code, String zh, String en, Throwable cause) {
        super(en, cause);
        this.kind = kind;
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    public static ProblemException invalid(String code, String zh, String en) {
        return new ProblemException(ErrorKind.INVALID_INPUT, code, zh, en);
    }

    public static ProblemException notFound(String code, String zh, String en) {
        return new ProblemException(ErrorKind.NOT_FOUND, code, zh, en);
    }

    public static ProblemException forbidden(String code, String zh, String en) {
        return new ProblemException(ErrorKind.FORBIDDEN, code, zh, en);
    }

    public ErrorKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
