package groovyinfra.connect;

/**
 * The process of a shell on its host.
 *
 * @param birth when it began, in ticks of the host: numbers are used again; 0 where that is not known
 * @param boot which start of the host it belongs to; 0 where that is not known
 * @param parent what started it, which is the server of the connection for a shell of the login user
 */
record ShellProcess(long number, String birth, String boot, Server parent) {

    /** From the words of a greeting. */
    static ShellProcess of(String words) {
        String[] word = words.split(" ");
        Server parent = new Server(Long.parseLong(word[4]), word[5], word[3]);
        return new ShellProcess(Long.parseLong(word[1]), word[2], word[3], parent);
    }
}
