package groovyinfra.cli;

import java.util.List;

/** A command of the program, once its flags are known. */
interface Action {

    /** Does it. */
    Ending act();

    /** What its help says below the flags. */
    default List<String> more() {
        return List.of();
    }
}
