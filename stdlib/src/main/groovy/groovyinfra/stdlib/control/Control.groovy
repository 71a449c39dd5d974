package groovyinfra.stdlib.control

import groovy.transform.CompileStatic
import groovyinfra.author.Global
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Exit
import groovyinfra.model.Options
import groovyinfra.model.Result
import groovyinfra.model.Step
import java.time.Duration

/** Statements about the run itself; they change nothing on the host. */
@Global
@CompileStatic
class Control extends Library {

    /**
     * A line for the user, in call order.
     *
     * <pre>
     * message "${host.name} is up to date"
     * </pre>
     */
    @Operation
    void message(String text) {
        always()
        touchesNothing()
        step new Step.Say(text)
    }

    /**
     * Ends this host as failed.
     *
     * <pre>
     * if (!host.inGroup('web')) fail 'only for web servers'
     * </pre>
     */
    @Operation
    void fail(String reason) {
        local('fail') { throw problem('Deploy file says fail', reason, 'See the place in the deploy file for what it wants') }
    }

    /**
     * Asks the user, once for all hosts; no ends the hosts as failed. With {@code -y} the answer is yes.
     *
     * <pre>
     * confirm 'Drop the old database?'
     * </pre>
     */
    @Operation
    void confirm(String question) {
        def answer = confirmation(question)
        local('ask the user') {
            if (!answer.asBoolean) {
                throw problem('Not confirmed', "the answer to '$question' was no", 'Run again and say yes')
            }
            'yes'
        }
    }

    /**
     * Lets time go by.
     *
     * <pre>
     * pause 5.s
     * </pre>
     */
    @Operation
    void pause(Duration duration) {
        always()
        touchesNothing()
        run 'sleep', duration.toMillis() % 1000 ? "${duration.toMillis() / 1000}" : duration.toSeconds()
    }

    /**
     * Closes the connection to the host and opens it again, with all its shells: what holds from the next login on, holds then.
     *
     * <pre>
     * server.shell "usermod -aG docker deploy", sudo: true
     * reconnect()
     * </pre>
     */
    @Operation
    void reconnect() {
        always()
        touchesNothing()
        step new Step.Reconnect()
    }

    /**
     * Waits until a port takes connections, a file is there or an address answers, as seen from the host, or from the controller
     * inside {@code local { }}.
     *
     * <pre>
     * waitFor port: 5432
     * waitFor file: '/run/app.pid', within: 10.s
     * local { waitFor(url: "http://${host.address}:8080/health", within: 30.s) }
     * </pre>
     *
     * @param port of {@code address}
     * @param url needs curl or wget; any answer that is no error will do
     * @param present false waits until it is gone
     */
    @Operation
    void waitFor(Integer port = null, String file = null, String url = null, String address = '127.0.0.1',
            Duration within = Duration.ofMinutes(1), boolean present = true) {
        if ([port, file, url].count { it != null } != 1) {
            throw problem('Nothing to wait for', 'waitFor needs one of port, file and url', 'Write waitFor(port: 8080)')
        }
        if (port != null && !(port in 1..65535)) {
            throw problem('Port is not valid', "waitFor gets port: $port", 'Ports go from 1 to 65535')
        }
        always()
        touchesNothing()
        def test = port != null ? Waits.port(address, port) : file != null ? Waits.file(file) : Waits.url(url)
        String what = port != null ? "port $port of $address" : file ?: url
        step new Step.Run(Waits.until(test, present, within, what), Options.NONE, Optional.empty())
    }

    /**
     * Runs a closure on the controller, at its place in the sequence; not in a plan. Its value becomes the output of the call.
     *
     * <pre>
     * call { new File('deployed.txt') << "${host.name}\n" }
     * </pre>
     */
    @Operation
    void call(Closure action) {
        always()
        touches new Area.Named('controller')
        step new Step.Local('run a closure on the controller', { done(action.call()) })
    }

    private void local(String label, Closure<?> action) {
        always()
        touchesNothing()
        step new Step.Local(label, { done(action.call()) })
    }

    private static Result done(Object value) {
        String text = value instanceof String ? (String) value : value == null ? '' : value.toString()
        new Result(new Exit.Code(0), text, '', Duration.ZERO)
    }
}
