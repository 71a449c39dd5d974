package groovyinfra.connect;

/**
 * The process of a shell on its host.
 *
 * @param parent what started it, which is the server for a shell of the login user
 * @param birth when it began, in ticks of the host: numbers are used again; 0 where that is not known
 * @param boot which start of the host it belongs to; 0 where that is not known
 */
record ShellProcess(long number, long parent, String birth, String boot) {

    /** From the words of a greeting. */
    static ShellProcess of(String words) {
        String[] word = words.split(" ");
        return new ShellProcess(Long.parseLong(word[1]), Long.parseLong(word[2]), word[3], word[4]);
    }
}
