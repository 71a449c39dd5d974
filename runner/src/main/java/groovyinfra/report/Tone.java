package groovyinfra.report;

/** What a piece of text is about; on a terminal, its colour. */
enum Tone {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    CHANGE("33"),
    BAD("31"),
    DOUBT("35"),
    ALWAYS("36");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The text in this colour. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
