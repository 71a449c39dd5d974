package groovyinfra.inventory;

import java.util.regex.Pattern;

/** Something that hosts and groups have values for. */
record Key(Kind kind, String name) {

    /** What a value is for. */
    enum Kind {
        /** The deploy file. */
        DATA(""),
        /** Every call. */
        OPTION("options."),
        /** The connection. */
        SETTING("ssh."),
        /** The host itself: address, connector. */
        PLACE("");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final Pattern TAKEN = Pattern.compile("address|connector|(data|options|ssh)\\..*");

    static final Key ADDRESS = new Key(Kind.PLACE, "address");
    static final Key CONNECTOR = new Key(Kind.PLACE, "connector");

    static Key data(String name) {
        return new Key(Kind.DATA, name);
    }

    static Key setting(String name) {
        return new Key(Kind.SETTING, name);
    }

    /** As {@code --explain} takes it: data by name, where that means nothing else; the others as they stand in a file. */
    String shown() {
        return kind == Kind.DATA && TAKEN.matcher(name).matches() ? "data." + name : kind.prefix + name;
    }
}
