package groovyinfra.report;

/**
 * How much the console says.
 *
 * @param verbosity 0, 1: with commands and facts, 2: with output
 * @param quiet only problems and the last lines
 * @param diff file differences in full
 * @param onePass whether changes are made without a plan having been shown
 */
public record Detail(int verbosity, boolean quiet, boolean diff, boolean onePass) {
    /** Neither more nor less than usual. */
    public static final Detail USUAL = new Detail(0, false, false, false);

    /** The same where a plan has shown the differences already. */
    Detail afterPlan() {
        return new Detail(verbosity, quiet, false, onePass);
    }

    boolean commands() {
        return verbosity >= 1;
    }

    boolean output() {
        return verbosity >= 2;
    }
}
