package org.fengqiao.platform;

/**
 * A refusal that tells its reader, in Chinese and English, what is wrong and what to do next. {@code code} is stable
 * kebab-case ("enterprise-unknown") and becomes the {@code type} of an RFC 9457 problem.
 */
public class Failure extends RuntimeException {
    private final ErrorKind kind;
    private final String code;
    private final String zh;
    private final String en;

    public Failure(ErrorKind kind, String code, String zh, String en) {
        this(kind, code, zh, en, null);
    }

    public Failure(ErrorKind kind, String code, String zh, String en, Throwable cause) {
        super(en, cause);
        this.kind = kind;
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    public static Failure invalid(String code, String zh, String en) {
        return new Failure(ErrorKind.INVALID_INPUT, code, zh, en);
    }

    public static Failure notFound(String code, String zh, String en) {
        return new Failure(ErrorKind.NOT_FOUND, code, zh, en);
    }

    public static Failure forbidden(String code, String zh, String en) {
        return new Failure(ErrorKind.FORBIDDEN, code, zh, en);
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
