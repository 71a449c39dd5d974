package groovyinfra.model;

/**
 * A place in a source file, for people: it labels problems and plan lines and never takes part in an order.
 *
 * @param file as the user named it, relative where they did
 * @param line from 1
 * @param column from 1; 0 when only the line is known
 */
public record Position(String file, int line, int column) {

    /** {@code file:line}, as it is shown beside calls. */
    public String shown() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return column > 0 ? shown() + ":" + column : shown();
    }
}
