package groovyinfra.connect;

import groovyinfra.model.Option;
import groovyinfra.model.Options;
import java.util.List;

/** What is done about a message whose connection was lost before it was over. */
enum Recovery {
    /** It changes nothing: it is sent again. */
    REPEAT,

    /** It must be carried out once: the host writes down what comes of it, which is read afterwards. */
    FOLLOW,

    /** It must be carried out once, but what it says must not be written down: only how it ended is, and is read afterwards. */
    AWAIT,

    /** Nothing: no other connection is made. */
    NONE;

    /** For commands with these options. */
    static Recovery of(List<Options> all) {
        if (all.stream().allMatch(options -> options.has(Option.READ_ONLY))) {
            return REPEAT;
        }
        return all.stream().anyMatch(options -> options.has(Option.SENSITIVE)) ? AWAIT : FOLLOW;
    }
}
