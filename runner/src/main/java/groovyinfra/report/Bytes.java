package groovyinfra.report;

import java.util.List;

/** Amounts of bytes, for people. */
final class Bytes {
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

    private Bytes() {}

    /** So many of so many, in the unit of all; all is 0 where nobody knows it. */
    static String of(long done, long total) {
        long all = Math.max(done, total);
        int unit = 0;
        long size = 1;
        while (all / size >= 1000 && unit < UNITS.size() - 1) {
            size *= 1000;
            unit++;
        }
        return done / size + (total > 0 ? "/" + total / size : "") + " " + UNITS.get(unit);
    }
}
