<?php
/* Plugin Name: Faults on request (tests only).
 *
 * The header X-Test-Fault names what goes wrong with a REST call:
 *   before-503      refused before anything happens, with Retry-After
 *   before-429      likewise, as one that is asked too often
 *   before-502      a gateway that did not reach the server
 *   after-502       carried out, then a gateway that gave up waiting
 *   after-500       carried out, then answered with 500
 *   after-drop      carried out, then the connection closes without an answer
 *                   (this ends one worker of php -S, which is not replaced)
 *   after-sleep=S   carried out, then S seconds of silence
 *   before-sleep=S  S seconds of silence, then carried out
 *   no-passwords    application passwords are switched off
 */
function editorial_fault($request, $name) {
    $asked = (string) $request->get_header('x_test_fault');
    if (strpos($asked, $name) !== 0) return null;
    $parts = explode('=', $asked, 2);
    return isset($parts[1]) ? (float) $parts[1] : 0.0;
}
function editorial_gateway() {
    // A gateway answers with a page, not with data.
    while (ob_get_level()) ob_end_clean();
    http_response_code(502);
    header('Content-Type: text/html');
    echo '<html><h1>502 Bad Gateway</h1></html>';
    exit;
}
add_filter('wp_is_application_passwords_available', function ($available) {
    return $available && ($_SERVER['HTTP_X_TEST_FAULT'] ?? '') !== 'no-passwords';
});
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    if (editorial_fault($request, 'before-503') !== null) {
        header('Retry-After: 2');
        return new WP_Error('unavailable', 'Briefly unavailable.', ['status' => 503]);
    }
    if (editorial_fault($request, 'before-429') !== null) {
        header('Retry-After: 2');
        return new WP_Error('too_many', 'Too many requests.', ['status' => 429]);
    }
    if (editorial_fault($request, 'before-502') !== null) editorial_gateway();
    $seconds = editorial_fault($request, 'before-sleep');
    if ($seconds) usleep((int) ($seconds * 1e6));
    return $result;
}, 1, 3);
add_filter('rest_post_dispatch', function ($response, $server, $request) {
    $seconds = editorial_fault($request, 'after-sleep');
    if ($seconds) usleep((int) ($seconds * 1e6));
    if (editorial_fault($request, 'after-500') !== null) {
        $response->set_status(500);
        $response->set_data(['code' => 'broken', 'message' => 'Broken after the work was done.']);
    }
    if (editorial_fault($request, 'after-502') !== null) editorial_gateway();
    if (editorial_fault($request, 'after-drop') !== null) {
        while (ob_get_level()) ob_end_clean();
        posix_kill(getmypid(), SIGKILL);
    }
    return $response;
}, 99, 3);
