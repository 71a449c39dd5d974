package groovyinfra.model;

/** The user as whom a command runs on a host. One shell per host and identity is kept open. */
public sealed interface Identity {
    /** The user of the connection. */
    Identity LOGIN = new Login();

    /** The user of the connection. */
    record Login() implements Identity {}

    /** Another user, by sudo. */
    record Sudo(String user) implements Identity {}

    /** Another user, by su. */
    record Su(String user) implements Identity {}

    /** Another user, by doas. */
    record Doas(String user) implements Identity {}

    /** By sudo as root. */
    static Identity root() {
        return new Sudo("root");
    }
}
