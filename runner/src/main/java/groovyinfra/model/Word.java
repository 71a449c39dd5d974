package groovyinfra.model;

import java.util.List;

/** A piece of a {@link Command}. */
public sealed interface Word {

    /** Text that reaches the program as it is, one argument whatever it contains. */
    record Quoted(String text) implements Word {}

    /** Shell syntax, passed on as written. */
    record Raw(String text) implements Word {}

    /** A secret. A command that has one is refused: arguments of a process can be read by every user of the host. */
    record Hidden(Secret secret) implements Word {
        @Override
        public String toString() {
            return Secret.MASK;
        }
    }

    /** Pieces that stand together without a space, as in {@code "${dir}/cache"}. */
    record Joined(List<Word> pieces) implements Word {
        public Joined {
            pieces = List.copyOf(pieces);
        }
    }

    /** Text that reaches the program as it is. */
    static Word quoted(String text) {
        return new Quoted(text);
    }

    /** Shell syntax. */
    static Word raw(String text) {
        return new Raw(text);
    }
}
