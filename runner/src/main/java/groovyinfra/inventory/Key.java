package groovyinfra.inventory;

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

    static final Key ADDRESS = new Key(Kind.PLACE, "address");
    static final Key CONNECTOR = new Key(Kind.PLACE, "connector");

    static Key data(String name) {
        return new Key(Kind.DATA, name);
    }

    static Key setting(String name) {
        return new Key(Kind.SETTING, name);
    }

    /** As {@code --explain} takes it: data by name, the others with {@code options.} or {@code ssh.} before it. */
    String shown() {
        return kind.prefix + name;
    }
}
