<?php
/* Plugin Name: Faults on request (tests only).
 *
 * The header X-Test-Fault names what goes wrong with a REST call:
 *   before-503      refused before anything happens, with Retry-After
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
add_filter('wp_is_application_passwords_available', function ($available) {
    return $available && ($_SERVER['HTTP_X_TEST_FAULT'] ?? '') !== 'no-passwords';
});
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    if (editorial_fault($request, 'before-503') !== null) {
        header('Retry-After: 2');
        return new WP_Error('unavailable', 'Briefly unavailable.', ['status' => 503]);
    }
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
    if (editorial_fault($request, 'after-drop') !== null) {
        while (ob_get_level()) ob_end_clean();
        posix_kill(getmypid(), SIGKILL);
    }
    return $response;
}, 99, 3);
