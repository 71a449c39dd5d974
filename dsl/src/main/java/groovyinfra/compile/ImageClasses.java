package groovyinfra.compile;

import groovyinfra.author.DeployScript;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Supplier;

/** Loads the classes of a compiled program. */
final class ImageClasses extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    ImageClasses(Map<String, byte[]> classes, ClassLoader parent) {
        super(parent);
        this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Makes the script of a class, again for each host. */
    static Supplier<DeployScript> maker(Class<?> script) {
        try {
            Constructor<?> constructor = script.getDeclaredConstructor();
            return () -> {
                try {
                    return (DeployScript) constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The type of a parameter: of its getter. */
    static Type type(Class<?> script, String parameter) {
        try {
            String getter = "get" + Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1);
            return script.getMethod(getter).getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
