package groovyinfra.connect;

import groovyinfra.model.Step;

/**
 * A new private file on a host, into which content comes.
 *
 * @param what the content is of, as a word
 * @param making what makes it, in the language of the shell
 * @param removal what removes it
 * @param words what else tells the shell which one it is
 */
record Incoming(String what, String making, String removal, String words) {

    /** Beside the destination of an upload, whatever others do there meanwhile. */
    static Incoming beside(Step.Upload upload) {
        String destination = Parts.word(upload.path());
        String words = destination + " " + Remains.name() + " " + Nonce.next();
        return new Incoming(destination, "_gi_make " + words, "_gi_drop " + words, words);
    }

    /** Among the temporary files of the host. */
    static Incoming aside() {
        String path = "\"${TMPDIR:-/tmp}\"/" + Remains.name();
        return new Incoming(path, "_gi_make_aside " + path, "rm -f " + path, path);
    }
}
