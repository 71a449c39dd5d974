package groovyinfra.author;

/** A deploy file, or a file that it includes: the base class of what the compiler makes of it. */
public abstract class DeployScript extends Vocabulary {

    /** The statements of the file. */
    public abstract Object run();

    /** The value that the user set, or the default. Generated code calls it. */
    protected final Object parameter(String name) {
        return Program.current().parameter(name);
    }

    /** The default of a parameter that the file declares. Generated code overrides it. */
    protected Object defaultOf(String name) {
        throw new IllegalArgumentException("no parameter " + name);
    }

    /** Evaluates another file at this place. The compiler has put the name of its class here. */
    public Object include(String file) {
        try {
            Class<?> type = Class.forName(file, true, getClass().getClassLoader());
            return ((DeployScript) type.getDeclaredConstructor().newInstance()).run();
        } catch (ReflectiveOperationException e) {
            throw Library.problem(
                    "Included file is unknown",
                    "nothing was compiled for '" + file + "'",
                    "Write include 'file.groovy'");
        }
    }
}
