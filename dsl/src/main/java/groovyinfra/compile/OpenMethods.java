package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.block;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.param;
import static org.codehaus.groovy.ast.tools.GeneralUtils.returnS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.deploy.CallResult;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.groovy.ast.tools.AnnotatedNodeUtils;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.tools.GenericsUtils;

/** The open methods of an operation: with and without options, with as many subjects as may stand without a name. */
final class OpenMethods {
    private static final ClassNode RESULT = ClassHelper.make(CallResult.class);

    private OpenMethods() {}

    /** Adds them for an operation. */
    static void add(MethodNode method, Parameter[] declared, AnnotationNode operation) {
        int required = 0;
        while (required < declared.length && declared[required].getInitialExpression() == null) {
            required++;
        }
        int positional = Math.max(required, Math.min(1, declared.length));
        for (int count = 0; count <= positional; count++) {
            method.getDeclaringClass().addMethod(open(method, declared, count, true));
            method.getDeclaringClass().addMethod(open(method, declared, count, false));
        }
        List<MethodNode> opened = method.getDeclaringClass().getDeclaredMethods(method.getName());
        opened.getLast().addAnnotation(new AnnotationNode(operation.getClassNode()));
    }

    /** The type of named arguments. */
    static ClassNode options() {
        GenericsType anything = GenericsUtils.buildWildcardType(ClassHelper.OBJECT_TYPE);
        return GenericsUtils.makeClassSafeWithGenerics(
                ClassHelper.MAP_TYPE, new GenericsType(ClassHelper.STRING_TYPE), anything);
    }

    private static MethodNode open(MethodNode method, Parameter[] declared, int count, boolean named) {
        Parameter options = param(options(), "options");
        List<Parameter> parameters = new ArrayList<>();
        List<Expression> subjects = new ArrayList<>();
        if (named) {
            parameters.add(options);
        }
        for (int i = 0; i < count; i++) {
            Parameter subject = param(ClassHelper.OBJECT_TYPE, declared[i].getName());
            parameters.add(subject);
            subjects.add(varX(subject));
        }
        Expression[] values = {
            constX(method.getName()),
            named ? varX(options) : new MapExpression(),
            new ArrayExpression(ClassHelper.OBJECT_TYPE, subjects)
        };
        MethodNode open = new MethodNode(
                method.getName(),
                Modifier.PUBLIC,
                RESULT,
                parameters.toArray(Parameter[]::new),
                ClassNode.EMPTY_ARRAY,
                block(returnS(callThisX("operate", args(values)))));
        open.setSourcePosition(method);
        AnnotatedNodeUtils.markAsGenerated(method.getDeclaringClass(), open);
        return open;
    }
}
