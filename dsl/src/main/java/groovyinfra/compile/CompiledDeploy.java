package groovyinfra.compile;

import groovyinfra.author.DeployScript;
import groovyinfra.author.Parameters;
import groovyinfra.author.Program;
import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.Evaluation;
import groovyinfra.deploy.Param;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A program that is ready to be evaluated. */
final class CompiledDeploy implements Deploy {
    private final Parameters parameters;
    private final List<Program.File> files;
    private final UserCode code;

    private CompiledDeploy(Parameters parameters, List<Program.File> files, UserCode code) {
        this.parameters = parameters;
        this.files = files;
        this.code = code;
    }

    static CompiledDeploy of(Image image, Map<String, Object> given, ClassLoader parent) {
        ImageClasses classes = new ImageClasses(image.classes(), parent);
        Map<String, Parameters.Declared> declared = new LinkedHashMap<>();
        for (Image.DeclaredParam param : image.parameters()) {
            Position position = new Position(param.file(), param.line(), param.column());
            Optional<String> shown = Optional.of(param.shownDefault()).filter(it -> !it.isEmpty());
            Param described = new Param(param.name(), param.type(), param.description(), shown, position);
            Class<?> owner = StandardLibrary.load(param.owner(), classes);
            declared.put(
                    param.name(),
                    new Parameters.Declared(
                            described, ImageClasses.type(owner, param.name()), ImageClasses.maker(owner)));
        }
        List<Program.File> files = new ArrayList<>();
        image.deployFiles().forEach((type, name) -> {
            Supplier<DeployScript> maker = ImageClasses.maker(StandardLibrary.load(type, classes));
            files.add(new Program.File(name, maker));
        });
        known(declared, given);
        Parameters parameters = new Parameters(declared, given);
        if (!parameters.problems().isEmpty()) {
            throw new ProblemException(parameters.problems());
        }
        return new CompiledDeploy(parameters, files, new UserCode(image.files()));
    }

    /** What the user sets must be a parameter. */
    private static void known(Map<String, Parameters.Declared> declared, Map<String, Object> given) {
        List<Problem> problems = given.keySet().stream()
                .filter(it -> !declared.containsKey(it))
                .map(it -> new Problem(
                        "Parameter is unknown",
                        Problem.Where.NOWHERE,
                        "--set " + it + ": no deploy file declares @Param " + it,
                        Preparation.attempt(
                                it,
                                declared.keySet(),
                                declared.isEmpty()
                                        ? "Leave it out"
                                        : "There are " + String.join(", ", declared.keySet()))))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    @Override
    public List<Param> params() {
        return parameters.declared().values().stream()
                .map(Parameters.Declared::param)
                .toList();
    }

    @Override
    public void evaluate(Evaluation evaluation) {
        code.run(evaluation.host(), () -> Program.evaluate(evaluation, parameters, files));
    }
}
