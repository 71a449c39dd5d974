package groovyinfra.plan;

/**
 * Why something in a plan cannot be known yet.
 *
 * @param about what is uncertain, for people: {@code CommandPath psql}, or a call and its place
 * @param until the call after which it is known, and its place
 */
public record Doubt(String about, String until) {

    @Override
    public int hashCode() {
        return 31 * about.hashCode() + until.hashCode();
    }

    /** The outcome of a call. */
    public static Doubt of(String call) {
        return new Doubt(call, call);
    }
}
