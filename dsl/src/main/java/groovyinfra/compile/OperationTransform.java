package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.block;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callSuperX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.declS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.ifS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.localVarX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.param;
import static org.codehaus.groovy.ast.tools.GeneralUtils.params;
import static org.codehaus.groovy.ast.tools.GeneralUtils.stmt;
import static org.codehaus.groovy.ast.tools.GeneralUtils.ternaryX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.Arguments;
import groovyinfra.author.Declared;
import groovyinfra.author.Library;
import groovyinfra.author.Operation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.VariableScopeVisitor;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.ASTTransformation;
import org.codehaus.groovy.transform.GroovyASTTransformation;

/**
 * Turns each {@link Operation} method into a body of its own and open methods that take what a call site gives.
 *
 * <p>Of {@code void packages(List<String> names, boolean present = true) {..}} become
 * <ul>
 *   <li>{@code packages$body(List<String> names, boolean present)}, the body as written, with its {@link Declared declaration};
 *   <li>{@code packages$run(Arguments)}, which fills in the defaults;
 *   <li>{@code CallResult packages(Map<String, ?> options, Object names)} and the same without subject, without options.
 * </ul>
 */
@GroovyASTTransformation(phase = CompilePhase.SEMANTIC_ANALYSIS)
public final class OperationTransform implements ASTTransformation {
    /** What the name of a body's method ends with. */
    static final String BODY = "$body";

    private static final String RUN = "$run";
    private static final ClassNode GIVEN = ClassHelper.make(Arguments.class);
    private static final int GENERATED = Modifier.PUBLIC;

    @Override
    public void visit(ASTNode[] nodes, SourceUnit source) {
        MethodNode method = (MethodNode) nodes[1];
        ClassNode library = method.getDeclaringClass();
        if (!OperationRules.accepted(method, source)) {
            return;
        }
        Parameter[] declared = method.getParameters();
        library.removeMethod(method);
        MethodNode body = body(method, (AnnotationNode) nodes[0], source);
        library.addMethod(body);
        library.addMethod(run(method, declared));
        dispatch(library, method.getName());
        OpenMethods.add(method, declared, (AnnotationNode) nodes[0]);
        OwnRun.rewrite(library, source);
        new VariableScopeVisitor(source).visitClass(library);
    }

    private static MethodNode body(MethodNode method, AnnotationNode operation, SourceUnit source) {
        MethodNode body = new MethodNode(
                method.getName() + BODY,
                GENERATED,
                method.isDynamicReturnType() ? ClassHelper.VOID_TYPE : method.getReturnType(),
                plain(method.getParameters()),
                method.getExceptions(),
                method.getCode());
        body.setSourcePosition(method);
        body.setGenericsTypes(method.getGenericsTypes());
        method.getAnnotations().stream()
                .filter(it -> !it.getClassNode().getName().equals(Operation.class.getName()))
                .forEach(body::addAnnotation);
        AnnotationNode declared = new AnnotationNode(ClassHelper.make(Declared.class));
        List<Expression> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            names.add(constX(parameter.getName()));
            Expression value = parameter.getInitialExpression();
            defaults.add(constX(value == null ? "" : SourceText.of(value, source)));
        }
        declared.setMember("name", constX(method.getName()));
        declared.setMember("parameters", new ListExpression(names));
        declared.setMember("defaults", new ListExpression(defaults));
        declared.setMember("doc", constX(SourceText.docBefore(method, source)));
        declared.setMember("always", constX(runsAlways(method), true));
        Optional.ofNullable(operation.getMember("background")).ifPresent(it -> declared.setMember("background", it));
        body.addAnnotation(declared);
        return body;
    }

    private static boolean runsAlways(MethodNode method) {
        return method.getCode() instanceof BlockStatement block
                && block.getStatements().stream()
                        .anyMatch(it -> it instanceof ExpressionStatement statement
                                && statement.getExpression() instanceof MethodCallExpression call
                                && call.isImplicitThis()
                                && "always".equals(call.getMethodAsString()));
    }

    private static Parameter[] plain(Parameter[] declared) {
        Parameter[] plain = new Parameter[declared.length];
        for (int i = 0; i < declared.length; i++) {
            plain[i] = new Parameter(declared[i].getType(), declared[i].getName());
            plain[i].setSourcePosition(declared[i]);
        }
        return plain;
    }

    private static MethodNode run(MethodNode method, Parameter[] declared) {
        Parameter given = param(GIVEN, "given$");
        BlockStatement code = new BlockStatement(new ArrayList<>(), new VariableScope());
        List<Expression> values = new ArrayList<>();
        for (Parameter parameter : declared) {
            VariableExpression local = localVarX(parameter.getName(), parameter.getType());
            Expression name = constX(parameter.getName());
            Expression taken = castX(parameter.getType(), callX(varX(given), "get", args(name)));
            Expression fallback = parameter.getInitialExpression();
            code.addStatement(declS(
                    local,
                    fallback == null
                            ? taken
                            : ternaryX(callX(varX(given), "has", args(constX(parameter.getName()))), taken, fallback)));
            values.add(varX(local));
        }
        code.addStatement(stmt(callThisX(method.getName() + BODY, args(values))));
        return new MethodNode(
                method.getName() + RUN, GENERATED, ClassHelper.VOID_TYPE, params(given), ClassNode.EMPTY_ARRAY, code);
    }

    /** Adds the operation to the method by which {@link Library} finds its body again. */
    private static void dispatch(ClassNode library, String operation) {
        Parameter[] parameters = params(param(ClassHelper.STRING_TYPE, "operation"), param(GIVEN, "given"));
        MethodNode perform = library.getDeclaredMethod("perform", parameters);
        if (perform == null) {
            Statement above = stmt(callSuperX("perform", args(parameters)));
            perform = new MethodNode(
                    "perform", GENERATED, ClassHelper.VOID_TYPE, parameters, ClassNode.EMPTY_ARRAY, block(above));
            library.addMethod(perform);
        }
        Statement found = block(
                stmt(callThisX(operation + RUN, args(varX("given", GIVEN)))), ReturnStatement.RETURN_NULL_OR_VOID);
        Statement check =
                ifS(callX(varX("operation", ClassHelper.STRING_TYPE), "equals", args(constX(operation))), found);
        ((BlockStatement) perform.getCode()).getStatements().addFirst(check);
    }
}
