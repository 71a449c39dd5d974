package groovyinfra.compile;

import groovyinfra.author.Open;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.tools.GenericsUtils;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** Which types say nothing before the program runs, and what operators on their values are. */
final class OpenTypes {
    /** What operators on open values are compiled to. */
    static final ClassNode OPERATORS = ClassHelper.make(Open.class);

    /** What the values of a mixed list or map have in common; a type that stands for several has the name of the first. */
    private static final Set<String> MIXED = Set.of(
            "java.io.Serializable",
            "java.lang.Cloneable",
            "java.lang.Comparable",
            "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc");

    private OpenTypes() {}

    /** Object, or nothing known at all. */
    static boolean open(ClassNode type) {
        return type == null
                || ClassHelper.isObjectType(type)
                || ClassHelper.isDynamicTyped(type)
                || type.getName().startsWith("<")
                || type.isGenericsPlaceHolder()
                || MIXED.contains(type.getName());
    }

    /** The type that a class is named for, as in {@code Integer.parseInt(..)}; any other type is itself. */
    static ClassNode named(ClassNode receiver) {
        return ClassHelper.isClassType(receiver) && receiver.getGenericsTypes() != null
                ? receiver.getGenericsTypes()[0].getType()
                : receiver;
    }

    /** What {@code value.&method} points to, where it shows only when it runs. */
    static List<MethodNode> pointed(String name) {
        MethodNode method = new MethodNode(
                name, Modifier.PUBLIC, ClassHelper.OBJECT_TYPE, Parameter.EMPTY_ARRAY, ClassNode.EMPTY_ARRAY, null);
        method.setDeclaringClass(OPERATORS);
        return List.of(method);
    }

    /** A collection of open values, or one that nothing is said about. */
    static boolean elementsOpen(ClassNode type) {
        if (type == null || !collection(type)) {
            return false;
        }
        GenericsType[] inner = type.getGenericsTypes();
        return inner == null || inner.length == 0 || Arrays.stream(inner).allMatch(OpenTypes::open);
    }

    /** Whether what is declared takes what is given, of the same kind, because all inside of that is open, or no wider. */
    static boolean holds(ClassNode declared, ClassNode given) {
        GenericsType[] wanted = declared.getGenericsTypes();
        if (wanted == null
                || given.isGenericsPlaceHolder()
                || !StaticTypeCheckingSupport.implementsInterfaceOrIsSubclassOf(given, declared)) {
            return false;
        }
        GenericsType[] found = GenericsUtils.parameterizeType(given, declared).getGenericsTypes();
        return found != null
                && found.length == wanted.length
                && IntStream.range(0, wanted.length).allMatch(i -> holds(wanted[i], found[i]));
    }

    private static boolean holds(GenericsType declared, GenericsType given) {
        ClassNode wanted = declared.getType();
        ClassNode found = given.getType();
        return !declared.isWildcard()
                && !declared.isPlaceholder()
                && (open(given)
                        || (wanted.getGenericsTypes() == null
                                ? StaticTypeCheckingSupport.implementsInterfaceOrIsSubclassOf(found, wanted)
                                : holds(wanted, found)));
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

    /** An operator on an open value: compiled to a call of a method of ours, which finds out. */
    static List<MethodNode> operator(String name, ClassNode[] types) {
        List<MethodNode> found = new ArrayList<>();
        for (MethodNode method : OPERATORS.getMethods(name)) {
            if (method.getParameters().length == types.length + 1) {
                found.add(new ExtensionMethodNode(
                        method,
                        name,
                        method.getModifiers() & ~Modifier.STATIC,
                        method.getReturnType(),
                        Arrays.copyOfRange(method.getParameters(), 1, method.getParameters().length),
                        ClassNode.EMPTY_ARRAY,
                        null,
                        false));
            }
        }
        found.forEach(it -> it.setDeclaringClass(ClassHelper.OBJECT_TYPE));
        return found;
    }
}
