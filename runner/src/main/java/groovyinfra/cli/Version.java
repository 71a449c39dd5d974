package groovyinfra.cli;

/** Which groovy-infra this is. */
final class Version {
    /** The version of the project. */
    static final String NUMBER = "0.1.0";

    private Version() {}

    /** The version and what it runs on. */
    static String text() {
        return "groovy-infra " + NUMBER + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")";
    }
}
