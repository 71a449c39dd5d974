package groovyinfra.compile;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ConstructorNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Puts the movements of {@link groovyinfra.author.Trail} into all code of users: deploy files, included files, libraries.
 *
 * <p>It is the last thing that happens before classes are generated: after the static type checker and whatever extends it, which
 * see the code as it was written, and after the static compiler, so that sites are numbered in the order in which things are
 * really evaluated. Add it to a configuration after the customizer that asks for static compilation. One customizer belongs to
 * one program: it numbers the sites of all its files. Methods marked {@link groovy.transform.Generated} are left alone: what
 * they call is at the place of whoever calls them.
 */
final class TrailCustomizer extends CompilationCustomizer {
    private static final ClassNode GENERATED = ClassHelper.make(groovy.transform.Generated.class);

    private final Sites sites = new Sites();

    TrailCustomizer() {
        super(CompilePhase.INSTRUCTION_SELECTION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (type.isAnnotationDefinition()) {
            return;
        }
        String file = source.getName();
        for (MethodNode method : List.copyOf(type.getMethods())) {
            if (isWritten(method)) {
                BodyMarker.defaults(method.getParameters(), file, sites);
                method.setCode(BodyMarker.body(method.getCode(), file, sites));
            }
        }
        for (ConstructorNode constructor : type.getDeclaredConstructors()) {
            if (isWritten(constructor)) {
                BodyMarker.defaults(constructor.getParameters(), file, sites);
                constructor(constructor, file);
            }
        }
        for (FieldNode field : type.getFields()) {
            if (field.hasInitialExpression() && !field.isStatic()) {
                field.setInitialValueExpression(BodyMarker.expression(field.getInitialExpression(), file, sites));
            }
        }
        type.getObjectInitializerStatements().replaceAll(it -> BodyMarker.body(it, file, sites));
    }

    private static boolean isWritten(MethodNode method) {
        if (method.getCode() == null || method.isSynthetic() || method.isStaticConstructor()) {
            return false;
        }
        boolean fromSource =
                method.getLineNumber() > 0 && method.getAnnotations(GENERATED).isEmpty();
        return fromSource || isProgram(method);
    }

    private static boolean isProgram(MethodNode method) {
        return method.getDeclaringClass().isScript()
                && method.getName().equals("run")
                && method.getParameters().length == 0;
    }

    /** What comes after {@code super(..)} or {@code this(..)} is a body; what is given to it has places of its own. */
    private void constructor(ConstructorNode constructor, String file) {
        if (!(constructor.getCode() instanceof BlockStatement code)
                || !constructor.firstStatementIsSpecialConstructorCall()) {
            constructor.setCode(BodyMarker.body(constructor.getCode(), file, sites));
            return;
        }
        Statement special = code.getStatements().removeFirst();
        if (((ExpressionStatement) special).getExpression() instanceof ConstructorCallExpression call
                && call.getArguments() instanceof TupleExpression arguments) {
            arguments.getExpressions().replaceAll(it -> BodyMarker.expression(it, file, sites));
        }
        BlockStatement whole = new BlockStatement(new ArrayList<>(), code.getVariableScope());
        whole.setSourcePosition(code);
        whole.addStatement(special);
        whole.addStatement(BodyMarker.body(code, file, sites));
        constructor.setCode(whole);
    }
}
