package groovyinfra.report;

/**
 * How the console may look.
 *
 * @param outColour whether results are coloured
 * @param errColour whether progress is coloured
 * @param live whether progress may be shown in a line that changes
 * @param width columns of that line
 */
public record Look(boolean outColour, boolean errColour, boolean live, int width) {
    /** Plain text, line after line. */
    public static final Look PLAIN = new Look(false, false, false, 80);
}
