package org.fengqiao.assessment;

/** Enterprises to be assessed, a chunk at a time in the order of their ids. */
public sealed interface Population extends AutoCloseable permits Everybody, Due {
    /** The next enterprises, at most so many; without a last one when there are no more. */
    Known next(int limit);

    @Override
    void close();
}
