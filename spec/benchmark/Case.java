/** What the tools are measured with. */
enum Case {
    /** The program itself: its version, and a run on this machine that does nothing. */
    START,
    /** One command, {@code echo hi}. */
    ADHOC,
    /** Twenty commands of 1.5 seconds, one after another: no tool can be faster than 30 seconds. */
    SLEEP,
    /** Twenty calls that describe a state: folders, files, lines, a package; a first run, and one that changes nothing. */
    FILES
}
