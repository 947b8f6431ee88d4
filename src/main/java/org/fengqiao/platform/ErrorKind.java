package org.fengqiao.platform;

/** The few kinds of error that a caller can get; each named cause in {@link ProblemException} belongs to one. */
public enum ErrorKind {
    INVALID_INPUT(400),
    FORBIDDEN(403),
    NOT_FOUND(404),
    WRONG_STATE(409),
    TOO_LARGE(413),
    UNAVAILABLE(503);

    private final int httpStatus;

    ErrorKind(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
