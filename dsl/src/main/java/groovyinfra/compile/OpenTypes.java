package groovyinfra.compile;

import groovyinfra.author.Open;
import java.util.Arrays;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;

/** Which types say nothing before the program runs. */
final class OpenTypes {
    /** What operators on open values are compiled to. */
    static final ClassNode OPERATORS = ClassHelper.make(Open.class);

    private OpenTypes() {}

    /** Object, or nothing known at all. */
    static boolean open(ClassNode type) {
        return type == null
                || ClassHelper.isObjectType(type)
                || ClassHelper.isDynamicTyped(type)
                || type.getName().startsWith("<")
                || type.isGenericsPlaceHolder();
    }

    /** A collection of open values, or one that nothing is said about. */
    static boolean elementsOpen(ClassNode type) {
        if (type == null || !collection(type)) {
            return false;
        }
        GenericsType[] inner = type.getGenericsTypes();
        return inner == null || inner.length == 0 || Arrays.stream(inner).allMatch(OpenTypes::open);
    }

    private static boolean open(GenericsType type) {
        return type.isWildcard() || type.isPlaceholder() || open(type.getType());
    }

    private static boolean collection(ClassNode type) {
        return type.implementsInterface(ClassHelper.make(Iterable.class))
                || type.equals(ClassHelper.make(Iterable.class))
                || type.equals(ClassHelper.MAP_TYPE)
                || type.implementsInterface(ClassHelper.MAP_TYPE)
                || type.isDerivedFrom(ClassHelper.make(java.util.Map.Entry.class))
                || type.equals(ClassHelper.make(java.util.Map.Entry.class));
    }

    static boolean anyOpen(ClassNode[] types) {
        return Arrays.stream(types).anyMatch(it -> open(it) || elementsOpen(it));
    }
}
