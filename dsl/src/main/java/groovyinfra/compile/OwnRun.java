package groovyinfra.compile;

import groovyinfra.author.Library;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.MethodReferenceExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes {@code run} in the closures of a library that of the library. A closure has a method of this name, too: it would call
 * itself, and never end. Variables named run are known by then; they stay what they are.
 */
final class OwnRun extends ClassCodeExpressionTransformer {
    private static final ClassNode LIBRARY = ClassHelper.make(Library.class);
    /** What bodies of operations say, by name. */
    private static final Set<String> STATEMENTS = Arrays.stream(Library.class.getDeclaredMethods())
            .filter(it -> Modifier.isProtected(it.getModifiers()) && it.getReturnType() == void.class)
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final SourceUnit source;
    private int closures;

    private OwnRun(SourceUnit source) {
        this.source = source;
    }

    /** For the libraries of users, with operations or without. */
    static CompilationCustomizer customizer() {
        return new CompilationCustomizer(CompilePhase.CANONICALIZATION) {
            @Override
            public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
                if (type.isDerivedFrom(LIBRARY)) {
                    rewrite(type, source);
                }
            }
        };
    }

    static void rewrite(ClassNode library, SourceUnit source) {
        new OwnRun(source).visitClass(library);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitMethod(MethodNode method) {
        if (!method.isStatic()) {
            super.visitMethod(method);
        }
    }

    @Override
    public Expression transform(Expression expression) {
        return switch (expression) {
            case ClosureExpression closure -> {
                closures++;
                closure.getCode().visit(this);
                closures--;
                yield closure;
            }
            case MethodCallExpression call when closures > 0 && isRun(call) -> ofLibrary(call);
            case MethodReferenceExpression reference when isStatement(reference) -> pointer(reference);
            case null, default -> super.transform(expression);
        };
    }

    private static boolean isRun(MethodCallExpression call) {
        return call.isImplicitThis() && "run".equals(call.getMethodAsString());
    }

    private Expression ofLibrary(MethodCallExpression call) {
        call.setObjectExpression(new VariableExpression("this"));
        call.setImplicitThis(false);
        return super.transform(call);
    }

    private static boolean isStatement(MethodReferenceExpression reference) {
        return reference.getExpression() instanceof VariableExpression object
                && object.isThisExpression()
                && STATEMENTS.contains(reference.getMethodName().getText());
    }

    /** The static compiler fails at a reference to a protected method that takes any number of arguments. */
    private static Expression pointer(MethodReferenceExpression reference) {
        Expression pointer = new MethodPointerExpression(reference.getExpression(), reference.getMethodName());
        pointer.setSourcePosition(reference);
        return pointer;
    }
}
