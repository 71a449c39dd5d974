package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.block;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.param;
import static org.codehaus.groovy.ast.tools.GeneralUtils.returnS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.Library;
import groovyinfra.deploy.CallResult;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.groovy.ast.tools.AnnotatedNodeUtils;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.Expression;

/** How files reach libraries by name: a getter for each library that they mention, a method for each global operation. */
final class LibraryGetters {
    private LibraryGetters() {}

    static void add(ModuleNode module, Names names, String text) {
        for (ClassNode type : module.getClasses()) {
            if (type.isScript() || isLibrary(type, names)) {
                names.libraries().forEach((name, library) -> {
                    if (mentions(text, name)) {
                        add(type, getter(name, library));
                    }
                });
                names.global().forEach((name, operation) -> {
                    if (mentions(text, name)) {
                        operations(type, name, operation);
                    }
                });
            }
        }
    }

    /** Whether a class says that it is a library, or extends one; its superclass is a name only, so early. */
    static boolean isLibrary(ClassNode type, Names names) {
        String above = type.getSuperClass() == null ? "" : type.getSuperClass().getName();
        return above.equals(Library.class.getSimpleName())
                || above.equals(Library.class.getName())
                || names.libraries().values().stream()
                        .anyMatch(it -> above.equals(it.getNameWithoutPackage()) || above.equals(it.getName()));
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
    }

    private static void add(ClassNode type, MethodNode method) {
        if (type.getDeclaredMethod(method.getName(), method.getParameters()) == null) {
            type.addMethod(method);
            AnnotatedNodeUtils.markAsGenerated(type, method);
        }
    }

    private static MethodNode getter(String name, ClassNode library) {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        ClassNode type = library.getPlainNodeReference();
        Expression found = callThisX("library", args(classX(type)));
        return method(getter, type, Parameter.EMPTY_ARRAY, castX(type, found));
    }

    private static void operations(ClassNode type, String name, Names.GlobalOperation operation) {
        for (int count = 0; count <= operation.positional(); count++) {
            add(type, operation(name, operation.library(), count, true));
            add(type, operation(name, operation.library(), count, false));
        }
    }

    private static MethodNode operation(String name, ClassNode library, int count, boolean named) {
        List<Parameter> parameters = new ArrayList<>();
        if (named) {
            parameters.add(param(OpenMethods.options(), "options"));
        }
        for (int i = 0; i < count; i++) {
            parameters.add(param(ClassHelper.OBJECT_TYPE, "argument" + i));
        }
        List<Expression> values = new ArrayList<>();
        parameters.forEach(it -> values.add(varX(it)));
        Expression found = castX(library, callThisX("library", args(classX(library))));
        MethodNode open = method(
                name,
                ClassHelper.make(CallResult.class),
                parameters.toArray(Parameter[]::new),
                callX(found, name, args(values)));
        open.putNodeMetaData(LibraryGetters.class, library);
        return open;
    }

    /** The library that a global operation belongs to; nothing for any other method. */
    static ClassNode globalOf(MethodNode method) {
        return method.getNodeMetaData(LibraryGetters.class);
    }

    private static MethodNode method(String name, ClassNode type, Parameter[] parameters, Expression value) {
        return new MethodNode(name, Modifier.PUBLIC, type, parameters, ClassNode.EMPTY_ARRAY, block(returnS(value)));
    }
}
