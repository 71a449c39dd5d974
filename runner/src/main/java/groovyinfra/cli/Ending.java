package groovyinfra.cli;

import java.util.Arrays;

/** How the program ends: what its exit codes mean. */
enum Ending {
    DONE(0, "done"),
    FAILED(1, "a host failed, was lost or not reached"),
    WRONG(2, "wrong use, deploy file or inventory; a question without a terminal and without -y"),
    NO_HOST(3, "no host connected"),
    CHANGES(4, "the plan has changes (plan --fail-on-changes)"),
    DECLINED(5, "the answer was no"),
    UNWRITTEN(74, "all else went well, but the output could not be written"),
    BUG(70, "a bug in groovy-infra"),
    INTERRUPTED(130, "Ctrl-C");

    private final int code;
    private final String meaning;

    Ending(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The ending with this code. */
    static Ending of(int code) {
        return Arrays.stream(values()).filter(it -> it.code == code).findFirst().orElse(BUG);
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
