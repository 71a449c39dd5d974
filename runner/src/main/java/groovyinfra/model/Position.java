package groovyinfra.model;

/**
 * A place in a source file, for people: it labels problems and plan lines and never takes part in an order.
 *
 * @param file as the user named it, relative where they did
 * @param line from 1; 0 when only the file is known
 * @param column from 1; 0 when only the line is known
 */
public record Position(String file, int line, int column) {

    /** {@code file:line}, as it is shown beside calls; the file alone where that is all. */
    public String shown() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public String toString() {
        return column > 0 ? shown() + ":" + column : shown();
    }
}
