package groovyinfra.model;

import java.util.Set;

/** The user as whom a command runs on a host. One shell per host and identity is kept open. */
public sealed interface Identity {
    /** The user of the connection. */
    Identity LOGIN = new Login();

    /** The user of the connection. */
    record Login() implements Identity {}

    /** Another user, by sudo. */
    record Sudo(String user, Manner manner) implements Identity {
        /** In the plain manner. */
        public Sudo(String user) {
            this(user, Manner.PLAIN);
        }
    }

    /** Another user, by su. */
    record Su(String user, Manner manner) implements Identity {
        /** In the plain manner. */
        public Su(String user) {
            this(user, Manner.PLAIN);
        }
    }

    /** Another user, by doas. */
    record Doas(String user, Manner manner) implements Identity {
        /** In the plain manner. */
        public Doas(String user) {
            this(user, Manner.PLAIN);
        }
    }

    /**
     * What one takes along to another user.
     *
     * @param loginShell whether it is as after a login: what that user's profile sets is set
     * @param keepEnv whether the environment of the login user stays
     */
    record Manner(boolean loginShell, boolean keepEnv) {
        /** Neither. */
        public static final Manner PLAIN = new Manner(false, false);
    }

    /** The same user in this manner. */
    static Identity in(Manner manner, Identity identity) {
        return switch (identity) {
            case Login login -> login;
            case Sudo(String user, Manner _) -> new Sudo(user, manner);
            case Su(String user, Manner _) -> new Su(user, manner);
            case Doas(String user, Manner _) -> new Doas(user, manner);
        };
    }

    /** The name of the user; empty for that of the connection. */
    static String name(Identity identity) {
        return switch (identity) {
            case Login _ -> "";
            case Sudo(String user, Manner _) -> user;
            case Su(String user, Manner _) -> user;
            case Doas(String user, Manner _) -> user;
        };
    }

    /** What of the host decides on whether one can be this user. */
    static Set<Area> about(Identity identity) {
        return identity instanceof Login
                ? Set.of()
                : Set.of(
                        Area.user(name(identity)),
                        Area.USERS,
                        Area.PACKAGES,
                        Area.path("/etc/sudoers"),
                        Area.path("/etc/sudoers.d"),
                        Area.path("/etc/doas.conf"));
    }

    /** By sudo as root. */
    static Identity root() {
        return new Sudo("root");
    }
}
