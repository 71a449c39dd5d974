package groovyinfra.compile;

/** The quotes of a shell. */
final class Quotes {
    private Quotes() {}

    /** The quote that is open after this piece of syntax, where the given one was open before; 0 for none. */
    static char after(char open, String syntax) {
        char quote = open;
        for (int i = 0; i < syntax.length(); i++) {
            char each = syntax.charAt(i);
            if (each == '\\' && quote != '\'') {
                i++;
            } else if (quote == 0 && (each == '\'' || each == '"')) {
                quote = each;
            } else if (each == quote) {
                quote = 0;
            }
        }
        return quote;
    }
}
