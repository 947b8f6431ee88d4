package org.fengqiao.demo.year;

/** Is told how far the play has come, in weeks. */
@FunctionalInterface
public interface PlayProgress {
    void at(long done, long total);
}
